// Sends SQL to the database that DATABASE_OWNER_URL names; PostgreSQL from npm brings no psql.
//
//   sql.mjs          runs the SQL on standard input and prints the rows, with tabs between columns
//   sql.mjs --each   runs it, and then every value it answers as a statement of its own
//   sql.mjs FILE...  runs each file in one transaction and stops at the first that fails
//
// The address is no argument, because it holds a password and everybody on the machine may read a command line.
import { readFileSync } from "node:fs";
import pg from "pg";

// Values as PostgreSQL writes them, not as JavaScript would.
const types = { getTypeParser: () => (value) => value };

/** Runs one text, of one statement or several, and returns the rows of all of them. */
async function run(client, text, name) {
    try {
        const results = await client.query({ text, rowMode: "array", types });
        return [results].flat().flatMap((result) => result.rows);
    } catch (error) {
        throw new Error(describe(error, text, name));
    }
}

/** The message as psql gives it: the place, the error, and what PostgreSQL says also. */
function describe(error, text, name) {
    const reason = error.message || error.code || String(error);
    // PostgreSQL counts characters, a JavaScript string counts UTF-16 units.
    const line = error.position ? [...text].slice(0, error.position - 1).filter((c) => c === "\n").length + 1 : undefined;
    const place = [name, line].filter((part) => part !== undefined).join(":");
    const more = [["DETAIL", error.detail], ["HINT", error.hint], ["CONTEXT", error.where]].filter(([, value]) => value);
    return [`${place}: ${error.severity ?? "ERROR"}: ${reason}`, ...more.map(([word, value]) => `${word}: ${value}`)].join("\n");
}

async function work(client, files, each) {
    if (files.length === 0) {
        const rows = await run(client, readFileSync(0, "utf8"), "standard input");
        for (const row of rows) {
            if (!each) console.log(row.map((value) => value ?? "").join("\t"));
            else for (const statement of row) await run(client, statement, statement);
        }
    }
    for (const file of files) {
        const text = readFileSync(file, "utf8");
        await run(client, "begin", file);
        await run(client, text, file);
        await run(client, "commit", file);
    }
}

const each = process.argv[2] === "--each";
const files = process.argv.slice(each ? 3 : 2);
let client;
try {
    const connectionString = process.env.DATABASE_OWNER_URL;
    if (!connectionString) throw new Error("DATABASE_OWNER_URL is not set");
    client = new pg.Client({ connectionString, connectionTimeoutMillis: 30_000 });
    // A connection that breaks also fails the query that is under way, which is reported then.
    client.on("error", () => {});
    client.on("notice", (notice) => {
        if (notice.severity === "WARNING") console.error(`WARNING: ${notice.message}`);
    });
    await client.connect().catch((error) => {
        throw new Error(`no connection to the database: ${error.message || error.code}`);
    });
    await work(client, files, each);
} catch (error) {
    console.error(error.message);
    process.exitCode = 1;
} finally {
    await client?.end().catch(() => {});
}

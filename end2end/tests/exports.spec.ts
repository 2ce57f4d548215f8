// What can be taken away: charts as drawing, picture and figures, and the tables as CSV.
import { expect, test } from "../fixtures";
import { countIn, recordsOf, rowsOf } from "../totals";

const CHART = "/charts/findings-across-rounds";

for (const query of ["", "?force=kent", "?force=kent&as_at=2021-08-26"]) {
  test(`the chart${query} is a drawing that says what it shows`, async ({ request }) => {
    const answer = await request.get(`${CHART}.svg${query}`);

    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toMatch(/^image\/svg\+xml/);
    const svg = await answer.text();
    expect(svg).toMatch(/<svg[^>]*role="img"/);
    expect(svg).toMatch(/<title[^>]*>[^<]{10,}<\/title>/);
    expect(svg).toMatch(/<desc[^>]*>[^<]{10,}<\/desc>/);
    expect(svg).not.toMatch(/style="|<script|https?:\/\/(?!www\.w3\.org)/);
  });

  test(`the chart${query} is a picture`, async ({ request }) => {
    const answer = await request.get(`${CHART}.png${query}`);

    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toBe("image/png");
    expect([...(await answer.body()).subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join("")).toBe("PNG");
  });

  test(`the chart${query} is a file of figures`, async ({ request }) => {
    const answer = await request.get(`${CHART}.csv${query}`);

    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toMatch(/^text\/csv/);
    const [head, ...rows] = recordsOf(await answer.text());
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.length).toBe(head?.length);
  });
}

test("the links below a chart lead to its files, and the drawing on the page is the one of the file", async ({ page, request }) => {
  await page.goto("/progress?measure=findings-across-rounds&force=kent&as_at=2021-08-26");
  const figure = page.getByRole("figure");
  for (const [name, type] of [["SVG", "image/svg+xml"], ["PNG", "image/png"], ["CSV", "text/csv"]] as const) {
    const href = await figure.getByRole("link", { name: new RegExp(name) }).getAttribute("href");
    expect(href).toContain("as_at=2021-08-26");
    const answer = await request.get(href ?? "");
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toContain(type);
  }
  await expect(figure.getByRole("img").first()).toHaveAccessibleName(/\S{3,}/);
  await expect(figure).toContainText("26 August 2021");
});

test("the file of forces has the rows and the order of the page", async ({ page, request }) => {
  await page.goto("/forces?region=wales&sort=force&order=desc");
  const names = await rowsOf(page.getByRole("table", { name: "Forces" })).getByRole("rowheader").allInnerTexts();
  expect(names).toEqual(["South Wales", "North Wales", "Dyfed-Powys"]);

  const href = await page.getByRole("link", { name: /CSV/ }).getAttribute("href");
  const answer = await request.get(href ?? "");
  expect(answer.headers()["content-disposition"]).toContain('attachment; filename="forces.csv"');
  const [head = [], ...rows] = recordsOf(await answer.text());
  // Of Gwent no result is known: the page names it below its table.
  expect(rows.map((row) => row[head.indexOf("short_name")])).toEqual(["South Wales", "North Wales", "Gwent", "Dyfed-Powys"]);
});

test("a file of the past says so in its name and in its columns", async ({ request }) => {
  for (const path of ["/recommendations", "/forces"]) {
    const answer = await request.get(`${path}.csv?as_at=2022-05-01`);

    expect(answer.headers()["content-disposition"]).toContain(`${path.slice(1)}-as-at-2022-05-01.csv`);
    const [head = [], ...rows] = recordsOf(await answer.text());
    expect(new Set(rows.map((row) => row[head.indexOf("as_at")]))).toEqual(new Set(["2022-05-01"]));
  }
});

test("a file that is asked for wrongly is refused by name, in plain text", async ({ request }) => {
  for (const [path, name] of [["/recommendations.csv?sort=colour", "sort"], ["/forces.csv?region=nowhere", "region"], [`${CHART}.csv?as_at=soon`, "as_at"], [`${CHART}.svg?force=atlantis`, "force"]] as const) {
    const answer = await request.get(path);

    expect(answer.status(), path).toBe(400);
    expect(answer.headers()["content-type"]).toMatch(/^text\/plain/);
    expect(await answer.text()).toContain(name);
  }
  expect((await request.get("/charts/weather.svg")).status()).toBe(404);
});

test("the table beside the drawing and the file hold the same figures", async ({ page, request }) => {
  await page.goto("/progress?measure=findings-across-rounds&force=kent");
  const cells = await page.getByRole("figure").getByRole("table").getByRole("cell").allInnerTexts();
  const shown = cells.map(countIn).reduce((sum, count) => sum + count, 0);

  const [head = [], ...rows] = recordsOf(await (await request.get(`${CHART}.csv?force=kent`)).text());
  // Two columns of the file are the rest of what another one counts.
  const counted = head.slice(head.indexOf("record_type") + 1, head.indexOf("improved_or_closed_percent"));
  const ofPage = counted.filter((name) => !["improved", "partly_improved"].includes(name));
  const counts = rows.flatMap((row) => ofPage.map((name) => row[head.indexOf(name)]));
  expect(counts).toHaveLength(cells.length);
  expect(counts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(shown);
});

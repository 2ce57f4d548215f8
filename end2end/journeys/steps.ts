// The steps that set a stage: the forms of the service, sent as a browser without script sends them, but without a browser.
import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

type SessionOf = (role: string) => Promise<APIRequestContext>;

type Answers = Record<string, string | { name: string; mimeType: string; buffer: Buffer }>;

interface Form {
  action: string;
  /** The fields that are hidden in it. */
  hidden: Record<string, string>;
  hasFiles: boolean;
}

const plain = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&#x27;", "'").replaceAll("&amp;", "&");

/** The form of a page that records something: it says which version of the record it was opened with. */
function formOf(html: string, at: string): Form {
  const form = (html.match(/<form\b[^>]*method="post".*?<\/form>/gs) ?? []).find((each) => each.includes('name="version"'));
  const action = /action="([^"]*)"/.exec(form ?? "")?.[1];
  if (form === undefined || action === undefined) throw new Error(`${at} has no form that records something`);
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return {
    action: plain(action),
    hidden: Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, plain(value)])),
    hasFiles: form.includes("multipart/form-data"),
  };
}

/** Sends the form of a page with these answers. */
async function answer(as: APIRequestContext, page: APIResponse, answers: Answers): Promise<APIResponse> {
  const { action, hidden, hasFiles } = formOf(await page.text(), page.url());
  const fields = { ...hidden, ...answers };
  const headers = { origin: new URL(page.url()).origin };
  return as.post(action, hasFiles ? { multipart: fields, headers } : { form: fields as Record<string, string>, headers });
}

/** Opens a form, sends it with these answers, and makes sure that it was saved. */
async function send(as: APIRequestContext, path: string, answers: Answers): Promise<APIResponse> {
  const saved = await answer(as, await as.get(path), answers);
  expect(saved.status(), `${path} with ${JSON.stringify(answers)}`).toBe(200);
  expect(await saved.text(), `${path} with ${JSON.stringify(answers)}`).not.toContain("<title>Error: ");
  return saved;
}

/** What the people of a journey did before it begins. */
export function stage(sessionOf: SessionOf) {
  const review = async (role: string, item: string, what: string, answers: Record<string, string>) => {
    const saved = await send(await sessionOf(role), `/recommendations/${item}/review?do=${what}`, { ...answers, button: "save" });
    expect(saved.url(), `${what} of ${item}`).toContain("?saved=");
  };

  return {
    /** A force submits an item for review, with what was done. */
    async submitted(officer: string, item: string, done = "A daily meeting looks at every referral."): Promise<void> {
      const as = await sessionOf(officer);
      const answers = { position: "ready-for-review", activity: done, outcome: `Seen within a day: ${item}`, next_step: "A second audit in March.", audience: "force" };
      const toCheck = await send(as, `/recommendations/${item}/update`, { ...answers, button: "check" });
      const saved = await answer(as, toCheck, { button: "save" });
      expect(saved.url(), `the update of ${item}`).toContain("?saved=");
    },

    /** The inspector returns what was submitted. */
    returned: (item: string, questions: string) => review("inspector", item, "return", { questions }),

    /** The inspector moves the inspectorate's status. */
    moved: (item: string, status: "awaiting-review" | "being-progressed") => review("inspector", item, "status", { status }),

    /** The inspector records a note for the inspectorate. */
    noted: (item: string, note: string) => review("inspector", item, "note", { note, audience: "inspectorate" }),

    /** The inspector proposes to end an item as complete. */
    proposed: (item: string) =>
      review("inspector", item, "propose", {
        ending: "complete",
        verification: "reality-testing",
        reason: "Thirty cases sampled, all in time.",
        relied_on: "Case sample, held by the inspectorate",
        despite_finding: "yes",
      }),

    /** Another person authorises it. */
    authorised: (item: string) => review("authoriser", item, "decide", { decision: "authorise" }),

    /** The inspector changes the stage of a force's monitoring. */
    async monitored(force: string, to: "scan" | "engage", from: string): Promise<void> {
      await send(await sessionOf("inspector"), `/forces/${force}/monitoring?do=stage`, { stage: to, from });
    },

    /** The inspector begins the draft of a round: its path. */
    async drafted(force: string, answers: Record<string, string>): Promise<string> {
      const begun = await send(await sessionOf("inspector"), `/forces/${force}/rounds/new`, answers);
      const { pathname } = new URL(begun.url());
      expect(pathname).toMatch(new RegExp(`^/forces/${force}/drafts/[^/]+$`));
      return pathname;
    },

    /** The inspector adds a recommendation to a draft. */
    async raised(draft: string, reference: string, wording: string): Promise<void> {
      const answers = { reference, wording, record_type: "recommendation", topic: "2024-leadership", deadline: "within-three-months" };
      await send(await sessionOf("inspector"), `${draft}/recommendations?item=new`, answers);
    },

    /** The inspector writes down how many cases a round looked at. */
    async audited(draft: string, counts: Record<"cases" | "good" | "inadequate", string>): Promise<void> {
      await send(await sessionOf("inspector"), `${draft}/case-audit`, counts);
    },

    /** The inspector records in a draft what the round found of an earlier item. */
    async found(draft: string, item: string, summary: string): Promise<void> {
      await send(await sessionOf("inspector"), `${draft}/findings?item=${item}`, { finding: "partly-improved", summary });
    },

    /** Somebody changes when the round of a draft was published. */
    async dated(role: string, draft: string, answers: Record<string, string>): Promise<void> {
      await send(await sessionOf(role), `${draft}/details`, answers);
    },

    /** The inspector publishes a round. */
    async published(draft: string): Promise<void> {
      const saved = await send(await sessionOf("inspector"), `${draft}/publish`, {});
      expect(new URL(saved.url()).pathname).toMatch(/\/rounds\//);
    },

    /** Somebody adds evidence to an item, which its force and the inspectorate read. */
    async evidenced(role: string, item: string, answers: Answers): Promise<void> {
      const saved = await send(await sessionOf(role), `/recommendations/${item}/evidence`, { audience: "force", ...answers });
      expect(saved.url(), `evidence on ${item}`).toContain("?saved=");
    },
  };
}

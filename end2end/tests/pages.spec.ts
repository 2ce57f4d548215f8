// Every page at every width, with script and without: one heading, a title, no accessibility fault, nothing sideways.
import { DESK, expect, PHONE, test, unchangedByScript, withAndWithoutScript } from "../fixtures";

interface Page {
  path: string;
  heading: string | RegExp;
  status?: number;
}

const PAGES: Page[] = [
  { path: "/", heading: /./ },
  { path: "/?as_at=2020-01-01", heading: /./ },
  { path: "/forces", heading: /forces/i },
  { path: "/forces?region=south-east&sort=force&order=desc", heading: /forces/i },
  { path: "/forces/kent", heading: /Kent/ },
  { path: "/forces/kent?as_at=2020-01-01", heading: /Kent/ },
  { path: "/forces/city-of-london", heading: /City of London/ },
  { path: "/forces/greater-manchester", heading: /Greater Manchester/ },
  { path: "/forces/northamptonshire", heading: /Northamptonshire/ },
  { path: "/forces/kent/rounds/inspection-2019-09", heading: /2019/ },
  { path: "/forces/kent/rounds/post-inspection-review-2021-08-26", heading: /2021/ },
  { path: "/recommendations", heading: "Recommendations and areas of concern" },
  { path: "/recommendations?page=2", heading: "Recommendations and areas of concern" },
  { path: "/recommendations?force=kent&topic=2014-police-detention&sort=due", heading: "Recommendations and areas of concern" },
  { path: "/recommendations?q=no+such+words+anywhere", heading: "Recommendations and areas of concern" },
  { path: "/recommendations?as_at=2000-01-01", heading: "Recommendations and areas of concern" },
  { path: "/recommendations/KENT-2019-07", heading: /KENT-2019-07/ },
  { path: "/recommendations/KENT-2019-07?as_at=2020-01-01", heading: /KENT-2019-07/ },
  { path: "/briefing", heading: /England and Wales/ },
  { path: "/briefing?force=kent&from=2019-06-30&to=2022-12-31", heading: /Kent Police/ },
  { path: "/briefing?force=city-of-london&topic=2014-police-detention", heading: /City of London/ },
  { path: "/briefing/items?from=2019-06-30&to=2022-12-31&change=raised&record_type=area_of_concern", heading: /newly raised/ },
  { path: "/good-practice", heading: /good practice/i },
  { path: "/good-practice?force=city-of-london", heading: /good practice/i },
  { path: "/about-the-data", heading: "About the data" },
  { path: "/accessibility", heading: /accessibility/i },
  { path: "/no-such-page", heading: "Page not found", status: 404 },
  { path: "/forces/atlantis", heading: "Page not found", status: 404 },
  { path: "/forces/kent/rounds/no-such-round", heading: "Page not found", status: 404 },
  { path: "/recommendations/NONE-1900-01", heading: "Page not found", status: 404 },
  { path: "/briefing?from=2022-05-02&to=2022-05-01", heading: "Change the date", status: 400 },
  { path: "/recommendations?page=zero", heading: "There is a problem", status: 400 },
];

withAndWithoutScript((script) => {
  for (const { path, heading, status = 200 } of PAGES) {
    test(`${path} is whole, sound and fits`, async ({ page, unfold, noOverflow, sound }) => {
      const scripts: string[] = [];
      page.on("request", (request) => {
        if (request.resourceType() === "script" || request.url().endsWith(".wasm")) scripts.push(request.url());
      });

      const answer = await page.goto(path);

      expect(answer?.status()).toBe(status);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
      await expect(page).toHaveTitle(/\S – NCPI follow-up$/);
      await expect(page.locator("html")).toHaveAttribute("lang", "en-GB");
      await expect(page.getByRole("main")).toHaveCount(1);
      if (script) await unchangedByScript(page, answer);
      for (const size of [PHONE, DESK]) {
        await page.setViewportSize(size);
        await noOverflow();
      }
      await unfold();
      // At 320 pixels, which is 400% zoom, nothing needs scrolling sideways either.
      await page.setViewportSize({ width: 320, height: 640 });
      await noOverflow();
      await page.setViewportSize(DESK);
      await sound();
      // None of these pages holds an island, so none loads any script.
      expect(scripts).toEqual([]);
    });
  }
});

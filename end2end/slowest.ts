// Prints the ten slowest tests at the end, and what all of them took together.
import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

const SHOWN = 10;

export default class Slowest implements Reporter {
  private readonly taken: { test: TestCase; milliseconds: number }[] = [];

  onTestEnd(test: TestCase, { duration }: TestResult): void {
    this.taken.push({ test, milliseconds: duration });
  }

  onEnd({ duration }: FullResult): void {
    const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
    const all = this.taken.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    const slowest = [...this.taken].sort((one, other) => other.milliseconds - one.milliseconds).slice(0, SHOWN);
    console.log(`\n${this.taken.length} tests took ${seconds(all)} in ${seconds(duration)}. The slowest:`);
    for (const { test, milliseconds } of slowest) {
      console.log(`  ${seconds(milliseconds).padStart(7)}  ${test.titlePath().filter(Boolean).join(" › ")}`);
    }
  }

  printsToStdio(): boolean {
    return false;
  }
}

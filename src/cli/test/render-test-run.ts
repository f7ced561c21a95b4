import { join } from 'node:path'
import type { Place } from '../../core/diagnostic.ts'
import type { Failure, TestResult } from '../../story/run-test.ts'
import { counted } from '../counted.ts'
import type { PackFolder } from '../pack-folder.ts'

/** A line for each file, what failed, and the sum. */
export function renderTestRun(
  results: readonly TestResult[],
  { shown }: PackFolder,
  seconds: number,
): string {
  const files = new Map<string, TestResult[]>()
  for (const result of results) {
    const { file } = result.test.place
    files.set(file, [...(files.get(file) ?? []), result])
  }
  const width = Math.max(...[...files.keys()].map((file) => join(shown, file).length))
  const lines = [...files].map(([file, own]) => {
    const failed = own.filter(({ failures }) => failures.length > 0).length
    const word = failed === 0 ? 'ok  ' : 'FAIL'
    const rest = failed === 0 ? '' : `, ${failed} failed`
    return `${word}  ${join(shown, file).padEnd(width)}  ${counted(own.length, 'test')}, ${counted(eventsOf(own), 'event')}${rest}`
  })
  for (const { test, failures } of results)
    for (const failure of failures) lines.push('', ...renderFailure(test.name, failure, shown))
  const failed = results.filter(({ failures }) => failures.length > 0).length
  const sum = `${counted(results.length, 'test')}, ${failed === 0 ? 'all passed' : `${failed} failed`}`
  lines.push('', `${sum}; ${counted(eventsOf(results), 'event')} in ${seconds.toFixed(1)} s`)
  return `${lines.join('\n')}\n`
}

function renderFailure(test: string, failure: Failure, shown: string): string[] {
  const { step, repetition, place, expected, got, why } = failure
  const where = `step ${step}${repetition === undefined ? '' : `, event ${repetition} of it`}`
  return [
    `${at(place, shown)}: "${test}", ${where}`,
    `  expected  ${expected}`,
    `  got       ${got}`,
    ...why.map((line) => `    ${line}`),
  ]
}

export function at({ file, line, column }: Place, shown: string): string {
  return `${join(shown, file)}:${line}:${column}`
}

function eventsOf(results: readonly TestResult[]): number {
  return results.reduce((sum, { events }) => sum + events, 0)
}

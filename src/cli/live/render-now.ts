import type { LiveAlarm, LiveNow } from '../../api/contract/live.ts'
import { Verdict } from '../../core/verdict.ts'
import { renderTable } from '../table.ts'

/** How things stand, as a page of a terminal. */
export function renderNow({ at, traffic, queues, alarms, watching }: LiveNow): string {
  return [
    `${at.slice(0, 19)}  ${watching} watching\n`,
    traffic === null ? '' : `\n${renderTraffic(traffic)}`,
    queues === null || queues.length === 0 ? '' : `\n${renderQueues(queues)}`,
    alarms.length === 0
      ? '\nNo alarms.\n'
      : `\n${alarms.map((alarm) => `! ${sentenceOf(alarm)}\n`).join('')}`,
  ].join('')
}

function renderTraffic({ perSecond, verdicts, estimated }: NonNullable<LiveNow['traffic']>): string {
  const columns = ['EVENTS/S', ...Verdict.options.map((verdict) => verdict.toUpperCase())].map((heading) => ({
    ...{ heading, right: true as const },
  }))
  const cells = [
    perSecond.toFixed(perSecond < 10 ? 1 : 0),
    ...Verdict.options.map((verdict) => String(verdicts[verdict])),
  ]
  return `${renderTable(columns, [cells])}in the last minute${estimated ? ', estimated' : ''}\n`
}

function renderQueues(queues: NonNullable<LiveNow['queues']>): string {
  const columns = [
    { heading: 'QUEUE' },
    ...['WAITING', 'HELD', 'BREACHED'].map((heading) => ({ heading, right: true as const })),
    ...['OLDEST', 'NEXT DUE'].map((heading) => ({ heading })),
  ]
  return renderTable(
    columns,
    queues.map((one) => [
      one.queue,
      ...[one.waiting, one.held, one.breached].map(String),
      ...[one.oldestAt, one.dueAt].map((time) => time?.slice(0, 19) ?? ''),
    ]),
  )
}

function sentenceOf(alarm: LiveAlarm): string {
  switch (alarm.kind) {
    case 'store':
      return alarm.why
    case 'note':
      return alarm.text
    case 'queue':
      return `Queue ${alarm.queue}: ${alarm.breached} jobs have waited longer than their service level.`
    case 'endpoint':
      return `Endpoint ${alarm.endpoint} is ${alarm.state}: ${alarm.waiting} messages wait, ${alarm.dead} are sent no more.`
    case 'aside':
      return `${alarm.count} effects (${alarm.effect}, ${alarm.fault}) were put aside. When the cause is mended: haechi delivery aside --retry`
    case 'rule':
      return `Rule ${alarm.rule}: ${alarm.direction} ${alarm.what === 'fires' ? 'firings' : 'undecided conditions'} in the last ${alarm.over} than usual (${alarm.observed}, expected ${alarm.expected.toFixed(1)}).`
  }
}

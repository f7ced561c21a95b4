import { BY_RANK } from '../../backtest/by-rank.ts'
import type { ComparedPacks } from '../../backtest/compare-packs.ts'
import { number } from '../backtest/bars.ts'
import { counted } from '../counted.ts'
import { renderTable } from '../table.ts'

/** What a change of packs would have done to past decisions, in words; each line ends in a line break. */
export function renderComparison({ events, matrix, changed, rules }: ComparedPacks, since: string): string {
  if (events === 0) return `Nothing was received in the last ${since} to judge by both packs.\n`
  const head = `Over the last ${since}, ${counted(changed, 'decision')} of ${number(events)} would be another`
  if (changed === 0 && rules.length === 0) return `${head}.\n`
  const ranks = BY_RANK.flatMap((was, i) =>
    matrix[i]!.some((count) => count > 0)
      ? [[was, ...matrix[i]!.map((count) => (count === 0 ? '·' : number(count)))]]
      : [],
  )
  const verdicts = renderTable(
    [{ heading: '' }, ...BY_RANK.map((heading) => ({ heading, right: true as const }))],
    ranks,
  )
  const fires = renderTable(
    [
      { heading: 'RULE' },
      ...['FIRED', 'WOULD FIRE', 'LOST', 'NEW'].map((heading) => ({ heading, right: true as const })),
    ],
    rules.map(({ rule, before, after, lost, won }) => [rule, ...[before, after, lost, won].map(number)]),
  )
  return `${head} (rows: the live pack; columns: this one):\n${verdicts}${rules.length === 0 ? '' : `\n${fires}`}`
}

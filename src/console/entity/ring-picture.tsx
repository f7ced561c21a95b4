import { type ReactNode, useMemo } from 'react'
import type { Reply } from '../api/ask.ts'
import { plainText } from '../kit/plain-text.ts'
import { useWords } from '../words/words.ts'
import { layRing } from './lay-ring.ts'
import { WORDS } from './words.ts'

type Thing = Reply<'entityNeighbours'>['shared'][number]

/** Who shares what, as a picture; the list beside it says the same in words. */
export function RingPicture({ shared }: { readonly shared: readonly Thing[] }): ReactNode {
  const t = useWords(WORDS)
  const ring = useMemo(() => layRing(shared), [shared])
  const { things, accounts, lines } = ring
  return (
    <svg
      className="entity-ring"
      viewBox="-300 -240 600 480"
      role="img"
      aria-label={t('picture', { things: things.length, accounts: accounts.length })}
    >
      {things.map(({ x, y }) => (
        <line key={`${x} ${y}`} className="entity-ring-own" x1={0} y1={0} x2={x} y2={y} />
      ))}
      {lines.map(({ thing, account }) => (
        <line
          key={`${thing} ${account}`}
          className="entity-ring-line"
          x1={things[thing]!.x}
          y1={things[thing]!.y}
          x2={accounts[account]!.x}
          y2={accounts[account]!.y}
        />
      ))}
      <circle className="entity-ring-self" r={14} />
      {things.map(({ x, y }, i) => (
        <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
          <rect className="entity-ring-thing" x={-9} y={-9} width={18} height={18} rx={3} />
          <text className="entity-ring-name" y={-14} textAnchor="middle">
            {t(`kind_${shared[i]!.kind}`, { name: plainText(shared[i]!.name) })}
          </text>
        </g>
      ))}
      {accounts.map(({ entity, x, y }) => (
        <g key={entity} transform={`translate(${x} ${y})`}>
          <circle className="entity-ring-other" r={6} />
          <text
            className="entity-ring-account"
            x={x < 0 ? -10 : 10}
            y={4}
            textAnchor={x < 0 ? 'end' : 'start'}
          >
            {shortOf(entity)}
          </text>
        </g>
      ))}
    </svg>
  )
}

function shortOf(entity: string): string {
  const id = entity.slice(entity.indexOf(':') + 1)
  const letters = [...id]
  // What tells ids apart mostly stands at their end.
  return plainText(letters.length > 12 ? `…${letters.slice(-11).join('')}` : id)
}

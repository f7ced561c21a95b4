import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { askLines } from '../api/lines.ts'
import { useAsk } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'
import './audit.css'

type Line = Reply<'verifyAudit'>
const HEAD = /^(\d{1,15}):([0-9a-f]{64})$/

/** The head of the log, to be kept elsewhere, and the walk along its chain. */
export function ChainPanel(): ReactNode {
  const t = useWords(WORDS)
  const { data: head } = useAsk('auditHead', {})
  const [since, setSince] = useState('')
  const [line, setLine] = useState<Line>()
  const [isWalking, setWalking] = useState(false)
  const [isCut, setCut] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const walk = useRef<AbortController>(undefined)
  useEffect(() => () => walk.current?.abort(), [])
  const kept = HEAD.exec(since.trim())
  const isWrong = since.trim() !== '' && kept === null

  async function go(): Promise<void> {
    const stop = new AbortController()
    walk.current = stop
    setWalking(true)
    setCut(false)
    setError(null)
    setLine(undefined)
    let last: Line | undefined
    try {
      const body = kept === null ? {} : { since: { seq: Number(kept[1]), hash: kept[2]! } }
      await askLines<'verifyAudit', Line>(
        'verifyAudit',
        { body },
        (next) => {
          last = next
          setLine(next)
        },
        stop.signal,
      )
      setCut(last?.done !== true)
    } catch (fault) {
      setError(fault as Error)
    }
    setWalking(false)
  }

  const text = head === undefined ? '' : `${head.seq}:${head.hash}`
  return (
    <div className="audit-chain">
      <p>{t('chainHint')}</p>
      <p className="audit-head">
        {t('head')}: <code>{text}</code> <CopyButton text={text} />
      </p>
      <TextField
        label={t('since')}
        hint={t('sinceHint')}
        value={since}
        onChange={setSince}
        problem={isWrong ? t('sinceWrong') : undefined}
      />
      <div className="page-acts">
        <Button primary isDisabled={isWalking || isWrong} onPress={() => void go()}>
          {t('walk')}
        </Button>
        {isWalking && <Button onPress={() => walk.current?.abort()}>{t('stop')}</Button>}
      </div>
      {line !== undefined && isWalking && (
        <>
          <progress
            max={Math.max(1, line.head.seq)}
            value={line.seq}
            aria-label={t('walking', { seq: line.seq, of: line.head.seq })}
          />
          <p>{t('walking', { seq: line.seq, of: line.head.seq })}</p>
        </>
      )}
      <div role="status">
        {line?.done && line.fault === null && (
          <p className="audit-holds">✓ {t('holds', { entries: line.entries, seq: line.head.seq })}</p>
        )}
        {line?.fault && (
          <p className="audit-broken">
            ✗ {t('broken', { seq: line.fault.seq })} {t(`how_${line.fault.how}`)}
          </p>
        )}
        {isCut && <p className="audit-broken">{t('cut')}</p>}
      </div>
      <ProblemBox error={error} />
    </div>
  )
}

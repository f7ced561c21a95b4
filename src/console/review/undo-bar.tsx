import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { useKeys } from '../kit/keys.tsx'
import { useWords } from '../words/words.ts'
import type { Desk, DeskState } from './desk.ts'
import { WORDS } from './words.ts'

/** The last judgement, as long as it can be taken back, with the seconds that are left. */
export function UndoBar({ desk, state }: { readonly desk: Desk; readonly state: DeskState }): ReactNode {
  const t = useWords(WORDS)
  const [nowMs, setNow] = useState(() => Date.now())
  const last = state.undoable.at(-1)
  const isOpen = last !== undefined && (last.untilMs === undefined || last.untilMs > nowMs)
  useEffect(() => {
    if (last === undefined) return
    setNow(Date.now())
    const ticking = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(ticking)
  }, [last])
  useKeys(isOpen ? [{ key: 'z', label: t('undo'), run: () => void desk.undo() }] : [])
  return (
    <div className="review-undo" role="status" data-open={isOpen || undefined}>
      {isOpen && (
        <>
          <span>{words()}</span>
          <Button keyName="z" onPress={() => void desk.undo()}>
            {t('undo')}
          </Button>
        </>
      )}
    </div>
  )

  function words(): string {
    const { said, count, untilMs } = last!
    const choice = t(said.choice)
    if (untilMs === undefined) return t('undoSending', { choice })
    const seconds = Math.max(0, Math.ceil((untilMs - nowMs) / 1000))
    return count > 1 ? t('undoBarMany', { choice, n: count, seconds }) : t('undoBar', { choice, seconds })
  }
}

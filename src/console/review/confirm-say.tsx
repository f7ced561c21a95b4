import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useWords } from '../words/words.ts'
import type { Said } from './desk.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly choice: Said['choice'] | undefined
  readonly count: number
  /** What cannot be taken back. */
  readonly final: readonly string[]
  readonly onClose: () => void
  readonly onAct: () => void
}

/** The second step, where a judgement is of many jobs, or asks for what cannot be taken back. Enter does it. */
export function ConfirmSay({ choice, count, final, onClose, onAct }: Given): ReactNode {
  const t = useWords(WORDS)
  return (
    <Dialog title={t('confirmTitle')} isOpen={choice !== undefined} onClose={onClose}>
      <div className="dialog-text">
        {count > 1 && <p>{t('confirmMany', { count, choice: t(choice ?? 'fine') })}</p>}
        {final.length > 0 && <p>{t('confirmFinal', { names: final.join(', ') })}</p>}
      </div>
      <div className="dialog-acts">
        {/* Enter is the second step: the act has the focus. */}
        <Button danger autoFocus keyName="Enter" onPress={onAct}>
          {t('confirmAct')}
        </Button>
      </div>
    </Dialog>
  )
}

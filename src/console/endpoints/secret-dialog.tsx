import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Shows a secret this once; it cannot be closed by mistake. */
export function SecretDialog({
  secret,
  onClose,
}: {
  readonly secret: string
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  return (
    <Dialog title={t('secretTitle')} isOpen onClose={onClose} isFirm>
      <p>{t('secretOnce')}</p>
      <p className="acts-secret mono">{secret}</p>
      <div className="dialog-acts">
        <CopyButton text={secret} />
        <Button primary onPress={onClose}>
          {t('done')}
        </Button>
      </div>
    </Dialog>
  )
}

import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Qr } from '../kit/qr.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'
import './access.css'

/** A secret, this once: it stands in no address, title or log, and is gone when the dialog is closed. */
export function SecretOnce(props: {
  readonly title: string
  readonly secret: string
  readonly withQr?: boolean
  readonly children?: ReactNode
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { title, secret, withQr = false, children, onClose } = props
  return (
    <Dialog title={title} isOpen isFirm onClose={onClose}>
      <div className="secret-once">
        {children}
        <code className="secret-once-text">{secret}</code>
        {withQr && <Qr text={secret} label={t('qr')} />}
        <p className="secret-once-warn">{t('secretOnce')}</p>
      </div>
      <div className="dialog-acts">
        <CopyButton text={secret} />
        <Button primary onPress={onClose}>
          {t('secretClose')}
        </Button>
      </div>
    </Dialog>
  )
}

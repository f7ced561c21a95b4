import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Revealed } from './player-text.tsx'

interface Given {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** It cannot be passed by with Escape or a click beside it. */
  readonly isFirm?: boolean
  readonly wide?: boolean
}

/** Stands before the page until it is closed. */
export function Dialog({ title, isOpen, onClose, children, isFirm = false, wide = false }: Given): ReactNode {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isFirm}
      isKeyboardDismissDisabled={isFirm}
      className="dialog-overlay"
    >
      <Modal className={wide ? 'dialog dialog-wide' : 'dialog'}>
        <AriaDialog className="dialog-body" {...(isFirm ? { role: 'alertdialog' as const } : {})}>
          <Heading slot="title" level={2}>
            <Revealed text={title} />
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

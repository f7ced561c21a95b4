import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button'
import { KeyCap } from './key-cap.tsx'

interface Given extends Omit<ButtonProps, 'children' | 'className'> {
  readonly children: ReactNode
  /** The one thing to do here. */
  readonly primary?: boolean
  /** It takes something away. */
  readonly danger?: boolean
  /** Without a frame. */
  readonly quiet?: boolean
  /** The key that does the same, as `useKeys` has it; shown on the button. */
  readonly keyName?: string | undefined
  readonly className?: string
}

export function Button({
  children,
  primary,
  danger,
  quiet,
  keyName,
  className = '',
  ...rest
}: Given): ReactNode {
  const kind = danger ? 'button-danger' : primary ? 'button-primary' : quiet ? 'button-quiet' : ''
  return (
    <AriaButton
      {...rest}
      className={`button ${kind} ${className}`}
      // Given to the button as it is drawn: react-aria lets the attribute not through.
      {...(keyName === undefined
        ? {}
        : {
            render: (drawn) => <button {...drawn} aria-keyshortcuts={keyName === ' ' ? 'Space' : keyName} />,
          })}
    >
      {children}
      {keyName !== undefined && <KeyCap name={keyName} />}
    </AriaButton>
  )
}

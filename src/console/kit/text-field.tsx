import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField'

interface Given extends Omit<TextFieldProps, 'children' | 'className'> {
  readonly label: string
  /** What is to be typed, beside the label. */
  readonly hint?: string | undefined
  /** What is wrong with it. */
  readonly problem?: string | undefined
  /** Several lines, so many at first. */
  readonly lines?: number
  readonly placeholder?: string
}

export function TextField({ label, hint, problem, lines, placeholder, ...rest }: Given): ReactNode {
  const shown = placeholder === undefined ? {} : { placeholder }
  return (
    <AriaTextField {...rest} className="field" isInvalid={problem !== undefined}>
      <Label className="field-label">{label}</Label>
      {lines === undefined ? (
        <Input className="field-input" {...shown} />
      ) : (
        <TextArea className="field-input" rows={lines} {...shown} />
      )}
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </AriaTextField>
  )
}

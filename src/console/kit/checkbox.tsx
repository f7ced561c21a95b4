import { type ReactNode, useId } from 'react'

interface Given {
  readonly label: string
  readonly isChosen: boolean
  readonly onChange: (isChosen: boolean) => void
  readonly isDisabled?: boolean
  readonly hint?: string
}

export function Checkbox({ label, isChosen, onChange, isDisabled = false, hint }: Given): ReactNode {
  const id = useId()
  return (
    <div className="check">
      <input
        id={id}
        type="checkbox"
        checked={isChosen}
        disabled={isDisabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  )
}

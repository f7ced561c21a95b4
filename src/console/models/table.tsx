import type { ReactNode } from 'react'
import './models.css'

/** A table of the lab, in a box that scrolls by itself; the first cell of each row names it. */
export function Table(props: {
  readonly label: string
  readonly head: readonly ReactNode[]
  readonly rows: readonly { readonly id: string; readonly cells: readonly ReactNode[] }[]
}): ReactNode {
  const { label, head, rows } = props
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="model-scroll" tabIndex={0} aria-label={label}>
      <table className="model-table">
        <thead>
          <tr>
            {head.map((title, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
              <th key={i} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells: [first, ...rest] }) => (
            <tr key={id}>
              <th scope="row">{first}</th>
              {rest.map((cell, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

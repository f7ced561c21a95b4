import { type ReactNode, useEffect } from 'react'
import { Revealed } from './player-text.tsx'

interface Given {
  readonly title: string
  /** What the page is for, in a sentence. */
  readonly about?: ReactNode
  /** Buttons at the right of the title. */
  readonly acts?: ReactNode
  readonly children?: ReactNode
}

/** A page: its title, what can be done on it, and the rest. The title never holds content or entities. */
export function Page({ title, about, acts, children }: Given): ReactNode {
  useEffect(() => {
    document.title = `${title} – Haechi`
  }, [title])
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>
            <Revealed text={title} />
          </h1>
          {about !== undefined && <p className="page-about">{about}</p>}
        </div>
        {acts !== undefined && <div className="page-acts">{acts}</div>}
      </div>
      {children}
    </div>
  )
}

/** A part of a page in a box of its own. */
export function Panel(props: {
  readonly title?: string
  readonly acts?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <section className={`panel ${props.className ?? ''}`}>
      {(props.title !== undefined || props.acts !== undefined) && (
        <div className="panel-head">
          {props.title !== undefined && (
            <h2>
              <Revealed text={props.title} />
            </h2>
          )}
          {props.acts !== undefined && <div className="page-acts">{props.acts}</div>}
        </div>
      )}
      {props.children}
    </section>
  )
}

import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'

interface Given {
  readonly label: string
  readonly tabs: readonly { readonly id: string; readonly label: string; readonly body: ReactNode }[]
  readonly chosen?: string
  readonly onChoose?: (id: string) => void
}

/** Parts of a page, one at a time. */
export function Tabs({ label, tabs, chosen, onChoose }: Given): ReactNode {
  return (
    <AriaTabs
      className="tabs"
      {...(chosen === undefined ? {} : { selectedKey: chosen })}
      onSelectionChange={(key) => onChoose?.(String(key))}
    >
      <TabList aria-label={label} className="tabs-list">
        {tabs.map(({ id, label }) => (
          <Tab key={id} id={id} className="tabs-tab">
            {label}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, body }) => (
        <TabPanel key={id} id={id}>
          {body}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}

import { ArrowLeftOutlined, ArrowRightOutlined, CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { Fragment } from 'react'
import { units as words } from './words.zh.ts'

type Props = { value?: string[]; onChange?: (value: string[]) => void; disabled?: boolean }

/** The gates a text of this unit passes, drawn in the order it passes them. */
export function ReviewChainEditor({ value = [], onChange, disabled }: Props) {
  const unused = Object.keys(words.gates).filter((gate) => !value.includes(gate))
  const move = (from: number, step: number) => {
    const next = [...value]
    const [gate] = next.splice(from, 1)
    if (gate) next.splice(from + step, 0, gate)
    onChange?.(next)
  }
  return (
    <>
      <ol className="gate-flow">
        <li className="gate gate-end">{words.start}</li>
        {value.map((gate, i) => {
          const label = words.gates[gate] ?? gate
          return (
            <Fragment key={gate}>
              <li aria-hidden="true">→</li>
              <li className="gate">
                {label}
                {!disabled && (
                  <>
                    <Button
                      type="text"
                      size="small"
                      icon={<ArrowLeftOutlined />}
                      aria-label={words.earlier(label)}
                      disabled={i === 0}
                      onClick={() => move(i, -1)}
                    />
                    <Button
                      type="text"
                      size="small"
                      icon={<ArrowRightOutlined />}
                      aria-label={words.later(label)}
                      disabled={i === value.length - 1}
                      onClick={() => move(i, 1)}
                    />
                    <Button
                      type="text"
                      size="small"
                      icon={<CloseOutlined />}
                      aria-label={words.drop(label)}
                      onClick={() => onChange?.(value.filter((other) => other !== gate))}
                    />
                  </>
                )}
              </li>
            </Fragment>
          )
        })}
        <li aria-hidden="true">→</li>
        <li className="gate gate-end">{words.end}</li>
      </ol>
      {!disabled && unused.length > 0 && (
        <Select
          className="filters-unit"
          aria-label={words.addGate}
          placeholder={words.addGate}
          value={null}
          options={unused.map((gate) => ({ value: gate, label: words.gates[gate] }))}
          onChange={(gate: string | null) => gate && onChange?.([...value, gate])}
        />
      )}
    </>
  )
}

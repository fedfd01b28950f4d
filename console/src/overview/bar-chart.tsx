import { BarChart as Bars } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { overview as words } from './words.zh.ts'

use([Bars, GridComponent, TooltipComponent, SVGRenderer])

type Props = { title: string; labels: string[]; values: number[]; horizontal?: boolean }

/** Bars; the figures stand in a table under it, so the drawing itself is one labelled picture. */
export default function BarChart({ title, labels, values, horizontal }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  useEffect(() => {
    if (!box.current) return
    chart.current = init(box.current, null, { renderer: 'svg' })
    const watch = new ResizeObserver(() => chart.current?.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.current?.dispose()
    }
  }, [])
  useEffect(() => {
    const category = { type: 'category' as const, data: labels, inverse: horizontal, axisTick: { show: false } }
    const value = { type: 'value' as const, minInterval: 1, splitLine: { lineStyle: { color: '#e2e6e3' } } }
    chart.current?.setOption({
      animation: false,
      color: ['#0b4f6c'],
      textStyle: { fontFamily: 'inherit' },
      // Labels are measured in another font than they are drawn in: room for what that leaves out.
      grid: { left: horizontal ? 28 : 8, right: 24, top: 12, bottom: 8, containLabel: true },
      // Drawn, not written as HTML with styles, which the content security policy forbids.
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, renderMode: 'richText' },
      xAxis: horizontal ? value : category,
      yAxis: horizontal ? category : value,
      series: [{ type: 'bar', data: values, barMaxWidth: 28 }],
    })
  }, [labels, values, horizontal])
  return (
    <div
      ref={box}
      className="chart"
      role="img"
      aria-label={words.chartOf(title)}
      style={horizontal ? { height: Math.max(160, labels.length * 26 + 40) } : undefined}
    />
  )
}

export const comparisonWords = {
  row: {
    alone: { from: '删去此行', to: '新增此行' },
    moved: { from: '此行移至别处', to: '此行从别处移来' },
  },
} as const

import { type ThemeConfig, theme } from 'antd'

const cjk = `'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', system-ui, sans-serif`

/** Our tokens on Ant Design's compact algorithm. Every text colour keeps 4.5:1 on its ground. */
export const consoleTheme: ThemeConfig = {
  algorithm: theme.compactAlgorithm,
  token: {
    colorPrimary: '#0b4f6c',
    colorLink: '#0b4f6c',
    colorLinkHover: '#1e7196',
    colorError: '#b3261e',
    colorWarning: '#8a5a00',
    colorSuccess: '#2c6e49',
    colorInfo: '#0b4f6c',
    colorBgLayout: '#f4f5f2',
    colorTextSecondary: '#4a545b',
    colorTextTertiary: '#5b656c',
    colorTextDescription: '#5b656c',
    colorTextPlaceholder: '#6b757c',
    colorTextDisabled: '#6b757c',
    borderRadius: 3,
    // The compact algorithm takes the next smaller step, 14, as its base.
    fontSize: 16,
    fontFamily: cjk,
    boxShadow: 'none',
    boxShadowTertiary: 'none',
    // Who asked the system for less motion gets none: dialogs stand at once where they will be clicked.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
    controlHeight: 34,
    // The algorithm's own 22 cut into the strokes of Chinese signs.
    controlHeightSM: 26,
    // A dark seed would make muddy grounds; these keep 4.5:1 under their own text.
    colorPrimaryBg: '#dfeaf0',
    controlItemBgActive: '#dfeaf0',
    controlItemBgActiveHover: '#d0e0e8',
    colorInfoBg: '#e3edf2',
    colorInfoBorder: '#b9d0dc',
    colorWarningBg: '#fbf1dc',
    colorWarningBorder: '#e0c68d',
    colorErrorBg: '#fbe9e7',
    colorErrorBorder: '#e3b1ad',
    colorSuccessBg: '#e4f1e9',
    colorSuccessBorder: '#b3d3c0',
  },
  components: {
    Layout: { headerBg: '#0b4f6c', headerHeight: 48, headerPadding: '0 16px', siderBg: '#fdfdfb', bodyBg: '#f4f5f2' },
    Menu: {
      itemBg: '#fdfdfb',
      itemHeight: 34,
      itemMarginBlock: 1,
      itemSelectedBg: '#dfeaf0',
      groupTitleColor: '#5b656c',
    },
    Table: { headerBg: '#eef1ef', cellPaddingBlockSM: 6, cellPaddingInlineSM: 10 },
    Card: { headerFontSize: 15 },
    // On the ground of a page the library's own track cannot be seen.
    Segmented: { trackBg: '#e6eae7' },
  },
}

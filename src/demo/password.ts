/** Password of every demo account. It exists only together with the demo county's data. */
export const demoPassword = 'yunxi-demo-2026'

export const directoryWords = {
  noPhone: '没有登记公开电话',
  phone: (name: string, phone: string) => `${name}${phone ? `的电话是 ${phone}` : '没有登记公开电话'}。`,
  address: (address: string) => `地址：${address}。`,
  hours: (hours: string) => `办公时间：${hours}。`,
} as const

import type { DemoSite } from './types.ts'

export const site: DemoSite = {
  countyName: '云溪县（虚构示范县）',
  siteName: '云溪县人民政府（虚构示范县）',
  motto: '凡是该让群众知道的，就让群众看得到、看得懂、查得着。',
  siteDomain: 'www.yunxi.example',
  siteIdCode: '9999000001',
  organiser: '云溪县人民政府',
  undertaker: '云溪县人民政府办公室',
  phone: '0999-5550100',
  icp: '示例ICP备00000000号（示例，非真实备案号）',
  policeRecord: '示例公网安备99990000000001号（示例，非真实备案号）',
  mainColour: '#0b4f6c',
  fictional: true,
}

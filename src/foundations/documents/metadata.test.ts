import { describe, expect, it } from 'vitest'
import { dateAlone, datesIn } from './document-dates.ts'
import { proposeMetadata } from './metadata.ts'

describe('dates', () => {
  it.each([
    ['2019年4月3日', '2019-04-03'],
    ['二〇一九年四月三日', '2019-04-03'],
    ['二○○八年十二月二十九日', '2008-12-29'],
    ['二O一一年十月十日', '2011-10-10'],
    ['２０１９年１２月３１日', '2019-12-31'],
    ['2008 年 12 月 29 日', '2008-12-29'],
    ['（2019年4月3日）', '2019-04-03'],
    ['2019年2月30日', null],
    ['2019年13月1日', null],
    ['自2019年4月3日起', null],
  ])('%s → %s', (line, date) => expect(dateAlone(line)).toBe(date))

  it('finds dates inside a text', () => {
    expect(datesIn('自2019年4月3日至二〇二〇年一月一日').map((d) => d.date)).toEqual(['2019-04-03', '2020-01-01'])
  })
})

describe('proposeMetadata', () => {
  it('reads a document with a red head', () => {
    const text = [
      '示范县人民政府办公室文件',
      '示政办发〔2024〕12号　　　　签发人：张三',
      '示范县人民政府办公室关于印发',
      '示范县政务公开工作要点的通知',
      '各乡镇人民政府，县政府各部门：',
      '《示范县政务公开工作要点》已经县人民政府同意，现印发给你们，请认真贯彻执行。根据国办发〔2023〕3号文件，……。',
      '附件：示范县政务公开工作要点',
      '示范县人民政府办公室',
      '2024年3月18日',
      '（此件公开发布）',
      '示范县政务公开工作要点',
      '2024年12月31日',
    ].join('\n')
    expect(proposeMetadata(text)).toEqual({
      title: '示范县人民政府办公室关于印发示范县政务公开工作要点的通知',
      docNumber: '示政办发〔2024〕12号',
      issuer: '示范县人民政府办公室',
      formedOn: '2024-03-18',
      addressee: '各乡镇人民政府，县政府各部门',
      publicity: 'proactive',
    })
  })

  it('reads the order of a web page: title, number, addressee', () => {
    const text =
      '国务院办公厅关于全面推行\n行政执法公示制度执法全过程记录制度\n重大执法决定法制审核制度的指导意见\n国办发[2018]118号\n各省、自治区、直辖市人民政府：\n行政执法是行政机关履行政府职能的重要方式。\n国务院办公厅\n二〇一八年十二月五日'
    expect(proposeMetadata(text)).toMatchObject({
      title: '国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见',
      docNumber: '国办发〔2018〕118号',
      issuer: '国务院办公厅',
      formedOn: '2018-12-05',
      addressee: '各省、自治区、直辖市人民政府',
      publicity: null,
    })
  })

  it('reads joint signatures', () => {
    const text =
      '示范县教育局\n示范县财政局\n文件\n示教〔2024〕3号\n关于做好资助工作的通知\n各学校：\n请认真落实。\n示范县教育局　　示范县财政局\n2024年5月6日'
    expect(proposeMetadata(text)).toMatchObject({
      title: '关于做好资助工作的通知',
      issuer: '示范县教育局、示范县财政局',
      formedOn: '2024-05-06',
    })
  })

  it('reads an order', () => {
    const text =
      '示范市人民政府令\n第12号\n《示范市停车管理办法》已经2024年1月5日市人民政府第3次常务会议审议通过，现予公布，自2024年3月1日起施行。\n市长　李四\n2024年1月20日\n示范市停车管理办法\n第一条　为了规范停车，制定本办法。'
    expect(proposeMetadata(text)).toMatchObject({
      title: '示范市停车管理办法',
      docNumber: '示范市人民政府令第12号',
      issuer: '示范市人民政府',
      formedOn: '2024-01-20',
      addressee: null,
    })
  })

  it('reads a table of metadata', () => {
    const text =
      '索引号：\t000014349/2018-00222\t发文字号：\t示府发〔2020〕5号\n发布机构：\t示范县人民政府\t成文日期：\t2020年02月03日\n公开方式：\t依申请公开\n正文。'
    expect(proposeMetadata(text)).toMatchObject({
      docNumber: '示府发〔2020〕5号',
      issuer: '示范县人民政府',
      formedOn: '2020-02-03',
      publicity: 'on_request',
    })
  })

  it.each([
    ['（此件不公开）', 'not_public'],
    ['（此件依申请公开）', 'on_request'],
    ['(此件主动公开)', 'proactive'],
    ['公开属性：□主动公开 ☑依申请公开 □不予公开', 'on_request'],
    ['公开属性：□主动公开 □依申请公开', null],
  ])('note %s → %s', (note, publicity) => expect(proposeMetadata(`通知\n${note}`).publicity).toBe(publicity))

  it('leaves empty what it cannot tell', () => {
    expect(proposeMetadata('今天天气晴朗，适合出行。')).toEqual({
      title: null,
      docNumber: null,
      issuer: null,
      formedOn: null,
      addressee: null,
      publicity: null,
    })
    expect(proposeMetadata('')).toMatchObject({ title: null })
  })
})

export { type Probe, probeAri } from './ari/ari-probe.ts'
export { type AriSettings, ariSwitch } from './ari/ari-switch.ts'
export { missedEvents, recordingName, recordingOf } from './missed.ts'
export {
  type Announcement,
  type CallEvent,
  type Cause,
  causes,
  type Happening,
  type KnownCall,
  keyOf,
  type Leg,
  type LegKind,
  type LiveCall,
  type Snapshot,
  type Switch,
  SwitchTrouble,
} from './switch.ts'

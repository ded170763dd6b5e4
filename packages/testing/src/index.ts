export { Dynalite } from './dynalite/dynalite.js';
export { startDynalite } from './dynalite/start-dynalite.js';
export { type LoggedRequest, RequestLog } from './requests/request-log.js';

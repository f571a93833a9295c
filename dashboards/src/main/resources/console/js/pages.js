// The pages by the first part of their address: #/work, #/asset/north/pump-1. One line a page.
// open(main, id, fleet) draws into main and returns {changed(ids), every, redraw, close}.
import {assetPage} from './asset.js';
import {auditPage} from './audit.js';
import {fleetPage} from './fleet.js';
import {healthPage} from './health.js';
import {machinePage} from './machine.js';
import {qualityPage} from './quality.js';
import {workPage} from './work.js';

export const PAGES = [
  {name: 'fleet', inMenu: true, open: (main, id, fleet) => fleetPage(main, fleet)},
  {name: 'asset', open: assetPage},
  {name: 'work', inMenu: true, open: (main) => workPage(main)},
  {name: 'quality', inMenu: true, open: qualityPage},
  {name: 'machine', inMenu: true, open: machinePage},
  {name: 'audit', inMenu: true, open: (main) => auditPage(main)},
  {name: 'health', inMenu: true, open: (main) => healthPage(main)},
];

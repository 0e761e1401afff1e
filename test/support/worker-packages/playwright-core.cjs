module.exports = require('./load').load('playwright-core');

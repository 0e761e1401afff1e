module.exports = require('./load').load('ajv/dist/2020.js');

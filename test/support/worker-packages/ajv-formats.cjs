module.exports = require('./load').load('ajv-formats');

module.exports = require('./load').load('mailparser');

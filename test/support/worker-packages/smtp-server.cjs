module.exports = require('./load').load('smtp-server');

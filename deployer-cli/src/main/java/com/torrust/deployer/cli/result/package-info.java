/** What commands say at their end, worded for people beside the published documents. */
package com.torrust.deployer.cli.result;

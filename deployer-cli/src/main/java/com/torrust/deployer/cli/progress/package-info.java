/** What an operation does, while it does it: events in lines, in one live line, or as JSON. */
package com.torrust.deployer.cli.progress;

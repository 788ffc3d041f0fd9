/** What is rendered, sent to a machine and installed there. */
package com.torrust.deployer.domain.release;

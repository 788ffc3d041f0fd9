/**
 * What a store keeps, as JSON text: environments, their history, and who is at work. A store of a
 * third party, such as one in a database, writes and reads the same documents as the one that keeps
 * files.
 */
@NullMarked
package com.torrust.deployer.json.state;

import org.jspecify.annotations.NullMarked;

/**
 * Documents as JSON text: strict reading with positions and bounds, and writing. Shared by the
 * configuration reader and the store; knows neither of them.
 */
package com.torrust.deployer.adapters.local.json;

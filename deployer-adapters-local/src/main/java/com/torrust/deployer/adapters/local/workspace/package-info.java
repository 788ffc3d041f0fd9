/**
 * Rendered files and working folders on this computer. Only the provider is public. Sees none of
 * the other parts of this module but the shared one for files.
 *
 * <pre>
 * build/NAME/GROUP             artifacts of one group beside what tools left there; may be deleted at any time
 * build/NAME/GROUP/.artifacts  which of them are artifacts
 * build/NAME/.new-GROUP        being written
 * build/NAME/.old-GROUP        the one before, for the moment of the swap
 * data/NAME/tofu, data/NAME/runs
 * </pre>
 */
package com.torrust.deployer.adapters.local.workspace;

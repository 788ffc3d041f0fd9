/**
 * Renders every artifact: text templates through Jinjava where people may want other text,
 * structured writers where quoting has to be right by construction. Only {@link
 * com.torrust.deployer.templates.JinjavaRendererProvider} is public; the rest of the program knows
 * the port {@link com.torrust.deployer.domain.port.Renderer}.
 */
package com.torrust.deployer.templates;

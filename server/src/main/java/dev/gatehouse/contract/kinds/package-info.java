/** Which kinds of contracts there are; apart from the kinds themselves, so that nothing else has to know any of them. */
@NullMarked
package dev.gatehouse.contract.kinds;

import org.jspecify.annotations.NullMarked;

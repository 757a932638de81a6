/** Which kinds of contracts there are; apart from the kinds themselves, so that nothing else has to know any of them. */
package dev.gatehouse.contract.kinds;

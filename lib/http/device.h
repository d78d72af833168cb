/*
 * device - who is asking when no person is: a tracker or a driver's phone that signs what it sends.
 */
#ifndef HTTP_DEVICE_H
#define HTTP_DEVICE_H

#include "http/req.h"

/*
 * Fills r->work.who with the device named in the body, its bus and its company, once its key has
 * verified the raw bytes. ERR_UNAUTHORISED tells nobody whether the device or the signature was
 * wrong; ERR_FORBIDDEN: the signature is right, the device has been revoked.
 */
enum err device_identify(struct req *r);

#endif

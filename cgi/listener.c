/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listener.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "gateway.h"

enum { BACKLOG = 1024, SYSTEMD_FIRST_FD = 3 };

static bool
set_flags(int fd)
{
	int flags = fcntl(fd, F_GETFL);
	/* Workers share it: one that comes too late must not wait in accept(). */
	return flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0 &&
	       fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

/* The socket systemd hands over, or -1. */
static int
systemd_fd(void)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
	int64_t number, fds;
	if (pid == NULL || count == NULL || !text_to_int64(text_of(pid), 1, INT32_MAX, &number) ||
	    !text_to_int64(text_of(count), 1, 1024, &fds) || number != getpid())
		return -1;
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	return SYSTEMD_FIRST_FD;
}

/* Whether nobody answers at the socket file any more; false also when one may not
 * ask. */
static bool
is_stale(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	bool stale = fd >= 0 &&
	             connect(fd, (const struct sockaddr *)address, sizeof *address) != 0 &&
	             errno == ECONNREFUSED;
	if (fd >= 0)
		close(fd);
	return stale;
}

static bool
clear_stale(const struct sockaddr_un *address, struct err *err)
{
	struct stat status;
	if (lstat(address->sun_path, &status) != 0)
		return true;
	if (!S_ISSOCK(status.st_mode))
		return err_set(err, ERR_INPUT, "listen \"%s\" is there and is no socket",
		               address->sun_path);
	if (!is_stale(address))
		return err_set(err, ERR_INPUT, "listen \"%s\" is in use by another process",
		               address->sun_path);
	unlink(address->sun_path);
	return true;
}

static bool
set_group(const struct web_settings *settings, struct err *err)
{
	if (settings->socket_group[0] == '\0')
		return true;
	struct group *group = getgrnam(settings->socket_group);
	if (group == NULL)
		return err_set(err, ERR_INPUT, "socket_group \"%s\" is no group of this system",
		               settings->socket_group);
	if (chown(settings->listen, (uid_t)-1, group->gr_gid) != 0)
		return err_set(err, ERR_SYSTEM, "cannot give \"%s\" to group \"%s\": %s",
		               settings->listen, settings->socket_group, strerror(errno));
	return true;
}

static bool
open_path(const struct web_settings *settings, struct listener *listener, struct err *err)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t size = strlen(settings->listen);
	if (size >= sizeof address.sun_path)
		return err_set(err, ERR_INPUT, "listen \"%s\" is longer than %zu bytes",
		               settings->listen, sizeof address.sun_path - 1);
	memcpy(address.sun_path, settings->listen, size);
	if (!clear_stale(&address, err))
		return false;
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	/* Nobody may connect before the mode and the group are right. */
	mode_t umask_before = umask(0777);
	bool bound = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0;
	int problem = errno;
	umask(umask_before);
	if (!bound) {
		if (fd >= 0)
			close(fd);
		return err_set(err, ERR_SYSTEM, "cannot listen at \"%s\": %s", settings->listen,
		               strerror(problem));
	}
	struct stat status = {0};
	lstat(address.sun_path, &status);
	memcpy(listener->path, address.sun_path, sizeof listener->path);
	listener->device = status.st_dev;
	listener->inode = status.st_ino;
	listener->fd = fd;
	if (!set_group(settings, err))
		return false;
	if (chmod(settings->listen, (mode_t)settings->socket_mode) != 0)
		return err_set(err, ERR_SYSTEM, "cannot set the mode of \"%s\": %s",
		               settings->listen, strerror(errno));
	return true;
}

/* Splits "host:port" or "[::1]:port". */
static bool
split_address(const char *listen, char *host, size_t host_size, const char **port)
{
	const char *colon = strrchr(listen, ':');
	if (colon == NULL || colon == listen || colon[1] == '\0')
		return false;
	const char *start = listen;
	size_t size = (size_t)(colon - listen);
	if (listen[0] == '[' && colon[-1] == ']') {
		start++;
		size -= 2;
	}
	if (size >= host_size)
		return false;
	memcpy(host, start, size);
	host[size] = '\0';
	*port = colon + 1;
	return true;
}

static int
bind_first(const struct addrinfo *found)
{
	int problem = EADDRNOTAVAIL;
	for (; found != NULL; found = found->ai_next) {
		int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
		if (fd < 0) {
			problem = errno;
			continue;
		}
		int yes = 1;
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
		if (bind(fd, found->ai_addr, found->ai_addrlen) == 0)
			return fd;
		problem = errno;
		close(fd);
	}
	errno = problem;
	return -1;
}

static bool
open_tcp(const struct web_settings *settings, struct listener *listener, struct err *err)
{
	char host[256];
	const char *port = NULL;
	struct addrinfo *found = NULL;
	struct addrinfo wanted = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
	if (!split_address(settings->listen, host, sizeof host, &port))
		return err_set(err, ERR_INPUT, "listen \"%s\" is no path and not host:port",
		               settings->listen);
	int status = getaddrinfo(host, port, &wanted, &found);
	if (status != 0)
		return err_set(err, ERR_INPUT, "cannot listen at \"%s\": %s", settings->listen,
		               gai_strerror(status));
	listener->fd = bind_first(found);
	int problem = errno;
	freeaddrinfo(found);
	if (listener->fd < 0)
		return err_set(err, ERR_SYSTEM, "cannot listen at \"%s\": %s", settings->listen,
		               strerror(problem));
	return true;
}

static bool
make_socket(const struct web_settings *settings, struct listener *listener, struct err *err)
{
	bool ok = strchr(settings->listen, '/') != NULL ? open_path(settings, listener, err)
	                                                : open_tcp(settings, listener, err);
	if (ok && listen(listener->fd, BACKLOG) != 0)
		ok = err_set(err, ERR_SYSTEM, "cannot listen at \"%s\": %s", settings->listen,
		             strerror(errno));
	if (!ok)
		listener_hide(listener);
	return ok;
}

bool
listener_open(const struct web_settings *settings, struct listener *listener, struct err *err)
{
	*listener = (struct listener){.fd = systemd_fd()};
	if (listener->fd < 0 && gateway_stdin_is_listening())
		listener->fd = STDIN_FILENO;
	if (listener->fd < 0 && settings->listen[0] != '\0' &&
	    !make_socket(settings, listener, err))
		return false;
	if (listener->fd >= 0 && !set_flags(listener->fd))
		return err_set(err, ERR_SYSTEM, "cannot use the socket handed over: %s",
		               strerror(errno));
	return true;
}

void
listener_hide(struct listener *listener)
{
	struct stat status;
	if (listener->path[0] != '\0' && lstat(listener->path, &status) == 0 &&
	    status.st_dev == listener->device && status.st_ino == listener->inode)
		unlink(listener->path);
	listener->path[0] = '\0';
}

int
listener_accept(const struct listener *listener, int64_t io_timeout)
{
	int fd = accept(listener->fd, NULL, NULL);
	if (fd < 0)
		return -1;
	struct timeval patience = {.tv_sec = (time_t)(io_timeout / 1000),
	                           .tv_usec = (suseconds_t)(io_timeout % 1000 * 1000)};
	int yes = 1;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	/* Fails harmlessly on a Unix socket. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	return fd;
}

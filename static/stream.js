/*
 * stream - one WebSocket that comes back by itself: back-off of 1, 2, 4, 8, 15 seconds with jitter, the
 * newest ticket the relay gave, else a fresh one; reading through the API meanwhile.
 *
 *   openStream({ url, ticket, fresh, poll, message, state })
 *     fresh    async: { url, ticket } from the API
 *     poll     async: reads the present state by other means; called each 15 s while the stream is down
 *     message  (object): snapshot, position, event, resync
 *     state    ("live" | "lost" | "over")
 */

const PAUSES = [1, 2, 4, 8, 15], POLL_S = 15, GIVEN_UP = [4001, 4003];

export function openStream({ url, ticket, fresh, poll, message, state }) {
	let socket, tries = 0, timer, poller, paused = false, over = false;

	/* The page's own host: a tunnel or another name of it works too. */
	const address = () => {
		const there = new URL(url);

		there.host = location.host;
		there.protocol = location.protocol === "https:" ? "wss:" : "ws:";
		return `${there}?ticket=${ticket}`;
	};

	const lost = () => {
		state("lost");
		poller ??= setInterval(() => {
			if (!document.hidden)
				poll().catch(() => {});
		}, POLL_S * 1000);
	};

	async function open() {
		if (paused || over)
			return;
		try {
			if (!ticket)
				({ url, ticket } = await fresh());
			if (!ticket)
				throw new Error("no ticket");
		} catch {
			again();
			return;
		}
		const mine = socket = new WebSocket(address());

		ticket = null; /* serves once */
		mine.onmessage = ({ data }) => {
			const m = JSON.parse(data);

			if (m.resume)
				ticket = m.resume;
			if (m.type === "hello") {
				tries = 0;
				clearInterval(poller);
				poller = undefined;
				state("live");
			} else if (m.type !== "resume" && m.type !== "pong") {
				message(m);
			}
		};
		mine.onclose = ({ code }) => {
			if (mine !== socket)
				return;
			if (GIVEN_UP.includes(code)) {
				over = true;
				state("over");
				return;
			}
			if (!paused)
				again();
		};
	}

	function again() {
		const pause = PAUSES[Math.min(tries++, PAUSES.length - 1)];

		lost();
		clearTimeout(timer);
		timer = setTimeout(open, pause * (750 + Math.random() * 500));
	}

	open();
	return {
		pause(on) {
			paused = on;
			clearTimeout(timer);
			if (on) {
				clearInterval(poller);
				poller = undefined;
				socket?.close(1000);
			} else {
				tries = 0;
				open();
			}
		},
	};
}

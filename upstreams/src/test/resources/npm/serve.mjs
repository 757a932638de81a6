// Serves the routes of a file with one framework, on a free port that it prints. Which one it served is in a header field.
import { readFileSync } from 'node:fs';

const [framework, file] = process.argv.slice(2);
const routes = JSON.parse(readFileSync(file, 'utf8'));
const FIELD = 'Served';
const HOST = '127.0.0.1';

async function express(name, rest) {
    const create = (await import(name)).default;
    const methodOverride = (await import('method-override')).default;
    const app = create();
    for (const where of ['_method', 'X-HTTP-Method-Override']) {
        app.use(methodOverride(where, { methods: null }));
    }
    for (const route of routes) {
        app[route.method](route.path + (route.rest ? rest : ''), (request, response) => {
            response.set(FIELD, route.endpoint).end();
        });
    }
    const server = app.listen(0, HOST, () => console.log(server.address().port));
}

async function fastify(name) {
    const app = (await import(name)).default({ exposeHeadRoutes: true });
    for (const route of routes) {
        app.route({
            method: route.method.toUpperCase(),
            url: route.path + (route.rest ? '/*' : ''),
            handler: async (request, reply) => reply.header(FIELD, route.endpoint).send(''),
        });
    }
    await app.listen({ port: 0, host: HOST });
    console.log(app.server.address().port);
}

const starts = {
    express4: () => express('express4', '/*'),
    express5: () => express('express5', '{/*rest}'),
    fastify4: () => fastify('fastify4'),
    fastify5: () => fastify('fastify5'),
    async koa() {
        const Koa = (await import('koa')).default;
        const Router = (await import('@koa/router')).default;
        const app = new Koa();
        const router = new Router();
        for (const route of routes) {
            router[route.method](route.path + (route.rest ? '/(.*)' : ''), (context) => {
                context.set(FIELD, route.endpoint);
                context.status = 204;
            });
        }
        const server = app.use(router.routes()).listen(0, HOST, () => console.log(server.address().port));
    },
    async hapi() {
        const Hapi = (await import('@hapi/hapi')).default;
        const app = Hapi.server({ port: 0, host: HOST });
        for (const route of routes) {
            const path = route.path.replace(/:(\w+)/g, '{$1}');
            try {
                app.route({
                    method: route.method.toUpperCase(),
                    path: path + (route.rest ? '/{rest*}' : ''),
                    handler: (request, answer) => answer.response('').header(FIELD, route.endpoint),
                });
            } catch (conflict) {
                // It takes no two routes for the same path, such as /a and /a/{rest*}, and serves the first.
                console.error(conflict.message);
            }
        }
        await app.start();
        console.log(app.info.port);
    },
    async hono() {
        const { Hono } = await import('hono');
        const { serve } = await import('@hono/node-server');
        const app = new Hono();
        for (const route of routes) {
            app.on(route.method.toUpperCase(), route.path + (route.rest ? '/*' : ''), (context) =>
                context.body('', 200, { [FIELD]: route.endpoint }));
        }
        serve({ fetch: app.fetch, port: 0, hostname: HOST }, (info) => console.log(info.port));
    },
    async restify() {
        const restify = (await import('restify')).default;
        const app = restify.createServer({ handleUncaughtExceptions: false });
        for (const route of routes) {
            const method = route.method === 'delete' ? 'del' : route.method;
            app[method](route.path + (route.rest ? '/*' : ''), (request, response, next) => {
                response.header(FIELD, route.endpoint);
                response.send(200);
                next();
            });
        }
        app.listen(0, HOST, () => console.log(app.address().port));
    },
};

await starts[framework]();

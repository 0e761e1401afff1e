# syntax=docker/dockerfile:1

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc* ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --no-audit --no-fund
COPY . .
RUN --mount=type=cache,target=/root/.npm npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc* ./
# The install scripts only prepare the embedded servers and the compilers; neither runs in a container.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund
# The embedded servers' packages, for trials only. Not --omit=optional: other packages have their binaries as optional ones.
RUN npm uninstall --omit=dev --ignore-scripts --no-audit --no-fund $(node -p "Object.keys(require('./package.json').optionalDependencies).join(' ')")

FROM node:24-slim
WORKDIR /app
COPY package.json ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Nothing is written but what DATA_DIR holds, and nothing at all with the database, Redis and mail server set.
RUN mkdir .data && chown node:node .data
USER node
EXPOSE 3000
# Node itself is process 1 and gets the SIGTERM; npm between them would not pass it on. To migrate: node dist/migrate.js
CMD ["node", "dist/main.js"]

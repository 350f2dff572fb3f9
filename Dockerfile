# The product as a container: built with the SDK and Node (the pages' scripts, styles and map are built with it), run without either.
# The context is the root of the repository.
FROM node:20-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
# The lock files say what may be restored. The time stamp of a build is no part of it.
RUN CI=true dotnet publish src/TeamEurope.Api/TeamEurope.Api.csproj --configuration Release -p:CompileAhead=true --output /app

# With ICU and time zones: the product speaks several languages.
FROM --platform=linux/amd64 mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
# The root file system may be read-only: nothing is written but to /tmp (uploads on their way), which is a volume in memory or an
# empty directory. On SQLite, which is for a single instance, the file's folder is a volume of its own, named in
# ConnectionStrings__TeamEurope.
ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics=0 TMPDIR=/tmp
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["dotnet", "TeamEurope.Api.dll"]

using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Functions;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddUnderstudy();
builder.Build().Run();

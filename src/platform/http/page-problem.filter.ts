import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { productName } from '../config/product.js';
import { acceptsHtml, problemHtml } from './html-page.js';
import { answerProblem, toProblem } from './problem.filter.js';
import type { ContextRequest, ContextResponse } from './request-context.js';

/** For public routes that people open from an email: to a browser, a problem is answered as a page; to programs as JSON. */
@Catch()
export class PageProblemFilter implements ExceptionFilter {
  private readonly product: string;

  constructor(@Inject(CONFIGURATION) configuration: RunningConfiguration) {
    this.product = productName(configuration);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ContextRequest>();
    const response = http.getResponse<ContextResponse>();
    const { context } = request;
    const problem = toProblem(error, request);
    if (!acceptsHtml(request)) {
      answerProblem(response, context, problem);
      return;
    }
    const page = problemHtml(problem, context.requestId, this.product, { href: '/', text: `Open ${this.product}` });
    answerProblem(response, context, problem, page);
  }
}
